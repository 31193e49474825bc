package dev.lodestar.torch;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;

import org.bytedeco.javacpp.FloatPointer;

/**
 * Native memory of one thread, addressed by offsets, and matrix products inside it by OpenBLAS.
 *
 * <p>For small matrices this costs a fraction of what the same products cost as tensor operations,
 * and a product's bits depend on its shape and its operands alone.
 */
final class Arena implements AutoCloseable {
  private final FloatPointer memory;
  private final FloatPointer a;
  private final FloatPointer b;
  private final FloatPointer c;

  /** An arena of {@code size} numbers that begins with {@code image}. */
  Arena(float[] image, int size) {
    Torch.init();
    memory = new FloatPointer(size);
    memory.retainReference();
    memory.put(image, 0, image.length);
    a = new FloatPointer(memory);
    b = new FloatPointer(memory);
    c = new FloatPointer(memory);
  }

  void put(int offset, float[] values, int from, int count) {
    c.position(offset).put(values, from, count);
  }

  void get(int offset, float[] values, int from, int count) {
    c.position(offset).get(values, from, count);
  }

  /** C[m, n] = A[m, k]·B[k, n] + beta·C, rows {@code lda}, {@code ldb}, {@code ldc} apart. */
  void times(
      int m, int n, int k, int ofA, int lda, int ofB, int ldb, float beta, int ofC, int ldc) {
    cblas_sgemm(
        CblasRowMajor,
        CblasNoTrans,
        CblasNoTrans,
        m,
        n,
        k,
        1,
        a.position(ofA),
        lda,
        b.position(ofB),
        ldb,
        beta,
        c.position(ofC),
        ldc);
  }

  /** C[m, n] = alpha·A[m, k]·B[n, k]ᵀ + beta·C. */
  void timesTransposed(
      int m,
      int n,
      int k,
      float alpha,
      int ofA,
      int lda,
      int ofB,
      int ldb,
      float beta,
      int ofC,
      int ldc) {
    cblas_sgemm(
        CblasRowMajor,
        CblasNoTrans,
        CblasTrans,
        m,
        n,
        k,
        alpha,
        a.position(ofA),
        lda,
        b.position(ofB),
        ldb,
        beta,
        c.position(ofC),
        ldc);
  }

  @Override
  public void close() {
    memory.releaseReference();
  }
}
