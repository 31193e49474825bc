package dev.lodestar.sequence.utr5;

import dev.lodestar.core.task.MaskedSamplers;
import dev.lodestar.core.task.OwnModel;
import dev.lodestar.core.task.OwnTokenDenoiser;
import dev.lodestar.core.task.Sampler;
import dev.lodestar.core.task.Task;
import dev.lodestar.core.task.TaskProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Offers the task {@code utr5-mrl}. */
public final class Utr5TaskProvider implements TaskProvider {
  static final List<String> CITATIONS =
      List.of(
          """
        @article{sample2019human,
          title   = {Human 5' {UTR} design and variant effect prediction from a massively parallel
                     translation assay},
          author  = {Sample, Paul J. and Wang, Ban and Reid, David W. and Presnyak, Vlad and
                     McFadyen, Iain J. and Morris, David R. and Seelig, Georg},
          journal = {Nature Biotechnology},
          volume  = {37},
          pages   = {803--809},
          year    = {2019}
        }
        """,
          """
        @inproceedings{sahoo2024simple,
          title     = {Simple and Effective Masked Diffusion Language Models},
          author    = {Sahoo, Subham Sekhar and Arriola, Marianne and Schiff, Yair and Gokaslan,
                       Aaron and Marroquin, Edgar and Chiu, Justin T. and Rush, Alexander and
                       Kuleshov, Volodymyr},
          booktitle = {Advances in Neural Information Processing Systems},
          year      = {2024}
        }
        """);

  @Override
  public String name() {
    return Utr5Task.NAME;
  }

  @Override
  public String summary() {
    return "human-like 5'UTRs of 50 nt with a high mean ribosome load (MRL)";
  }

  @Override
  public String source() {
    return "polysome profiling of Sample et al. 2019 (GSE114002); the task of SVDD (2408.08252)";
  }

  @Override
  public List<String> citations() {
    return CITATIONS;
  }

  @Override
  public List<Sampler> samplers() {
    return MaskedSamplers.ALL;
  }

  @Override
  public Task<?, ?> open(Path models, int threads) {
    return open(models, Optional.empty());
  }

  @Override
  public Task<?, ?> open(Path models, int threads, OwnModel own) {
    return open(models, Optional.of(OwnTokenDenoiser.of(own, name())));
  }

  private static Task<?, ?> open(Path models, Optional<OwnTokenDenoiser> own) {
    try {
      return Utr5Task.open(models, own);
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }
}
