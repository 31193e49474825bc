/** Every method beside enumeration: {@code lodestar bench exact}. */
package dev.lodestar.bench.exact;
