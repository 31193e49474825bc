package dev.lodestar.torch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Dispatcher;
import org.bytedeco.pytorch.GenericList;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.IntType;
import org.bytedeco.pytorch.NumberType;
import org.bytedeco.pytorch.OperatorHandle;
import org.bytedeco.pytorch.OptionalType;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.Type;
import org.bytedeco.pytorch.global.torch;

/**
 * A convolution over positions with fixed weights, its ReLU included.
 *
 * <p>Where libtorch is built with oneDNN, the filter is packed once, as oneDNN reads it, and the
 * ReLU is done while the results are at hand; elsewhere these are operations like any other. The
 * outputs are the same. On processors that do better by it, it is a {@link PairedConvolution}.
 */
final class Convolution implements AutoCloseable {
  /** What follows the convolution. */
  enum Then {
    RELU("relu"),
    NOTHING("none");

    private final String name;

    Then(String name) {
      this.name = name;
    }
  }

  private final List<Runnable> owned = new ArrayList<>();
  private final UnaryOperator<Tensor> padded;
  private final UnaryOperator<Tensor> inside;
  private final int reach;

  /**
   * @param weight shape [outputs, inputs, taps], an odd number of taps
   * @param bias shape [outputs]
   * @param length positions of the sequences that {@link #apply} will see most
   * @param largest magnitude of the inputs at most; infinite where unknown
   */
  Convolution(Tensor weight, Tensor bias, int dilation, Then then, int length, double largest) {
    try (Scope s = Scope.inference()) {
      reach = Math.toIntExact(weight.size(2) / 2 * dilation);
      if (then == Then.RELU && PairedConvolution.suits(weight, dilation, length, largest)) {
        PairedConvolution pairs = new PairedConvolution(weight, bias, dilation);
        owned.add(pairs::close);
        padded = x -> pairs.apply(x, reach);
        inside = x -> pairs.apply(x, 0);
        return;
      }
      Tensor image = weight.unsqueeze(2).contiguous(torch.MemoryFormat.ChannelsLast);
      Tensor shift = own(bias.clone());
      if (OneDnn.CONVOLUTION.isPresent()) {
        OperatorHandle operator = OneDnn.CONVOLUTION.get();
        Tensor filter = OneDnn.pack(image, reach, dilation, length);
        padded = OneDnn.call(operator, own(OneDnn.arguments(filter, shift, reach, dilation, then)));
        inside = OneDnn.call(operator, own(OneDnn.arguments(filter, shift, 0, dilation, then)));
      } else {
        Tensor filter = own(image);
        padded = x -> then(then, Nets.convolve(x, filter, shift, dilation, reach));
        inside = x -> then(then, Nets.convolve(x, filter, shift, dilation, 0));
      }
    }
  }

  private static Tensor then(Then then, Tensor y) {
    return then == Then.RELU ? y.relu_() : y;
  }

  /** Positions to either side that an output sees. */
  int reach() {
    return reach;
  }

  /**
   * Outputs at every position, zeros beyond the ends.
   *
   * @param x shape [rows, length, inputs]
   * @return shape [rows, length, outputs]
   */
  Tensor apply(Tensor x) {
    return padded.apply(x);
  }

  /**
   * Outputs at the positions that see no end.
   *
   * @param x shape [rows, length + 2 * reach, inputs]
   * @return shape [rows, length, outputs]
   */
  Tensor applyInside(Tensor x) {
    return inside.apply(x);
  }

  private Tensor own(Tensor t) {
    owned.add(Scope.keep(t)::close);
    return t;
  }

  private List<IValue> own(List<IValue> values) {
    for (IValue v : values) {
      v.retainReference();
      owned.add(v::close);
    }
    return values;
  }

  @Override
  public void close() {
    owned.forEach(Runnable::run);
    owned.clear();
  }

  /** The operator {@code mkldnn::_convolution_pointwise}, which has no function of its own. */
  private static final class OneDnn {
    static final Optional<OperatorHandle> CONVOLUTION = find();

    private static Optional<OperatorHandle> find() {
      try {
        if (!torch.hasMKLDNN()) {
          return Optional.empty();
        }
        OperatorHandle operator =
            Dispatcher.singleton().findSchemaOrThrow("mkldnn::_convolution_pointwise", "");
        // It lives as long as the program, whatever scope is open now.
        operator.retainReference();
        return Optional.of(operator);
      } catch (RuntimeException absent) {
        return Optional.empty();
      }
    }

    static Tensor pack(Tensor weight, int padding, int dilation, int length) {
      return torch.mkldnn_reorder_conv2d_weight(
          weight.to_mkldnn(),
          new long[] {0, padding},
          new long[] {1, 1},
          new long[] {1, dilation},
          1,
          1,
          weight.size(1),
          1,
          length);
    }

    /** Everything but the input. */
    static List<IValue> arguments(
        Tensor weight, Tensor bias, int padding, int dilation, Then then) {
      Type.TypePtr number = new Type.TypePtr(NumberType.getNumberIntTypePtr().get());
      return List.of(
          new IValue(weight),
          new IValue(bias),
          new IValue(integers(0, padding)),
          new IValue(integers(1, 1)),
          new IValue(integers(1, dilation)),
          new IValue(1L),
          new IValue(then.name),
          new IValue(new GenericList(OptionalType.get(number))),
          new IValue());
    }

    private static GenericList integers(long a, long b) {
      GenericList out = new GenericList(new Type.TypePtr(IntType.getIntTypePtr().get()));
      out.push_back(new IValue(a));
      out.push_back(new IValue(b));
      return out;
    }

    static UnaryOperator<Tensor> call(OperatorHandle operator, List<IValue> arguments) {
      return x -> {
        IValueVector stack = new IValueVector();
        stack.push_back(new IValue(x.transpose(1, 2).unsqueeze(2)));
        arguments.forEach(stack::push_back);
        operator.callBoxed(stack);
        return stack.get(0).toTensor().squeeze(2).transpose(1, 2);
      };
    }
  }
}
