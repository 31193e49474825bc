package dev.lodestar.core.gaussian;

import dev.lodestar.core.process.Codec;
import java.util.List;

/**
 * Between images and the latents that a process diffuses, so that scorers and users see images.
 *
 * <p>Must be deterministic, row by row. Conditions are kept.
 */
public interface LatentSpace {
  /** Sizes of an image. */
  Shape images();

  /** Sizes of its latent. */
  Shape latents();

  /** Images of latents. */
  Latents decode(Latents latents);

  /** Latents of images: the mean, where the encoder tells a distribution. */
  Latents encode(Latents images);

  /** The designs of latents, by those of their images. */
  default <D> Codec<Latents, D> designs(Codec<Latents, D> ofImages) {
    return new Codec<>() {
      @Override
      public List<D> decode(Latents clean) {
        return ofImages.decode(LatentSpace.this.decode(clean));
      }

      @Override
      public Latents encode(List<D> designs) {
        return LatentSpace.this.encode(ofImages.encode(designs));
      }
    };
  }
}
