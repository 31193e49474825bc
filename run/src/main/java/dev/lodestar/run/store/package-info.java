/** What a run keeps on disk: its directory, its lock, and the ledger of scorer calls. */
package dev.lodestar.run.store;
