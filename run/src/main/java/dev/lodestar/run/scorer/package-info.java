/** Scorers outside this process: executables and HTTP services that speak one JSON protocol. */
package dev.lodestar.run.scorer;
