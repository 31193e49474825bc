/** What a run found, on one page: data, small drawings of our own, and the page around them. */
package dev.lodestar.run.report;
