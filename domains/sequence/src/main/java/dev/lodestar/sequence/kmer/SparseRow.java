package dev.lodestar.sequence.kmer;

/**
 * The features of one sequence that are not 0.
 *
 * @param index their numbers, ascending
 * @param value their values
 */
public record SparseRow(int[] index, float[] value) {
  double dot(float[] weights) {
    double sum = 0;
    for (int i = 0; i < index.length; i++) {
      sum += weights[index[i]] * value[i];
    }
    return sum;
  }

  double dot(double[] weights) {
    double sum = 0;
    for (int i = 0; i < index.length; i++) {
      sum += weights[index[i]] * value[i];
    }
    return sum;
  }

  void addTo(double[] sum, double times) {
    for (int i = 0; i < index.length; i++) {
      sum[index[i]] += times * value[i];
    }
  }
}
