package dev.lodestar.image.recipe;

import dev.lodestar.core.task.TrainingRecipe.Option;
import dev.lodestar.image.data.IdxFile;
import dev.lodestar.image.data.JpegArchive;
import dev.lodestar.torch.LabelledImages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A data set of images as recipes read it. */
enum ImageSource {
  /** Handwritten digits, 28 x 28, grey. */
  MNIST("mnist", "handwritten digits (MNIST)", false) {
    @Override
    String terms() {
      return """
          MNIST: LeCun, Cortes, Burges, "The MNIST database of handwritten digits"; 60,000 training
          images and the first 3,000 test images. The files state no licence; the data set is commonly
          given as CC BY-SA 3.0.""";
    }

    @Override
    List<Option> options() {
      return List.of(
          file("images", "training images, IDX, gzipped or not"),
          file("labels", "their labels, IDX"),
          file("test-images", "test images, IDX"),
          file("test-labels", "their labels, IDX"));
    }

    @Override
    Data read(Map<String, String> values) throws IOException {
      return new Data(
          IdxFile.read(Path.of(values.get("images")), Path.of(values.get("labels"))),
          IdxFile.read(Path.of(values.get("test-images")), Path.of(values.get("test-labels"))));
    }
  },
  /** Photographs of ten kinds of things, 32 x 32, colour. */
  CIFAR("cifar", "small photographs (CIFAR-10)", true) {
    private static final int SIDE = 32;

    @Override
    String terms() {
      return """
          CIFAR-10: Krizhevsky, "Learning multiple layers of features from tiny images" (2009); of each
          class the first 2,000 training and the first 200 test images, as JPEG files of quality 75,
          which are 6 to 10 grey levels off the lossless ones. No licence is stated.""";
    }

    @Override
    List<Option> options() {
      return List.of(file("data", "zip of JPEG files, train|test/CLASS/NAME.jpg"));
    }

    @Override
    Data read(Map<String, String> values) throws IOException {
      JpegArchive archive = new JpegArchive(Path.of(values.get("data")), SIDE);
      return new Data(archive.read("train"), archive.read("test"));
    }
  };

  private final String title;
  private final String name;
  private final boolean mirrored;

  ImageSource(String name, String title, boolean mirrored) {
    this.name = name;
    this.title = title;
    this.mirrored = mirrored;
  }

  /** Images to learn from, and others to judge by. */
  record Data(LabelledImages train, LabelledImages test) {}

  String title() {
    return title;
  }

  /** Whether an image's mirror image is as good as the image. */
  boolean mirrored() {
    return mirrored;
  }

  /** The name that its models begin with. */
  String modelPrefix() {
    return name;
  }

  /** Where the images come from, and on what terms; a paragraph for cards. */
  abstract String terms();

  /** The options as typed, files by their names alone. */
  String shown(Map<String, String> values) {
    List<String> files = options().stream().map(Option::name).toList();
    return new TreeMap<>(values)
        .entrySet().stream()
            .map(
                e ->
                    "--set %s=%s"
                        .formatted(
                            e.getKey(),
                            files.contains(e.getKey())
                                ? Path.of(e.getValue()).getFileName()
                                : e.getValue()))
            .collect(Collectors.joining(" "));
  }

  abstract List<Option> options();

  abstract Data read(Map<String, String> values) throws IOException;

  private static Option file(String name, String describe) {
    return new Option(name, "file", "", describe);
  }
}
