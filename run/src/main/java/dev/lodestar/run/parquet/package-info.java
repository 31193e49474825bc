/** Tables as Apache Parquet: just enough of the format to write one, without its libraries. */
package dev.lodestar.run.parquet;
