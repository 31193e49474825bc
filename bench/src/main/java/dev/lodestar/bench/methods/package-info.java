/** Every method on one task: quality against budget. */
package dev.lodestar.bench.methods;
