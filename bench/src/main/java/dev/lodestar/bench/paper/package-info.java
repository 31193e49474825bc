/** The table of SVDD's paper for every bundled task, at equal budgets. */
package dev.lodestar.bench.paper;
