/** Tree search on several threads: how much faster, and that nothing else changes. */
package dev.lodestar.bench.tree;
