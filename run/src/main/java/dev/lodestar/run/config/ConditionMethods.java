package dev.lodestar.run.config;

import static dev.lodestar.run.config.DecoderKeys.STRENGTH;

import dev.lodestar.core.decode.ClassifierFreeGuidance;
import dev.lodestar.run.config.MethodInfo.SteersBy;
import java.util.List;

/** Methods that need no reward, but a model that can be told what is wanted. */
final class ConditionMethods {
  static final List<MethodInfo> ALL =
      List.of(
          new MethodInfo(
              "classifier-free-guidance",
              "no reward, but a model trained to be told what is wanted: told and untold, mixed",
              "Ho and Salimans 2022 (2207.12598); Schiff et al. 2024 (2412.10193)",
              List.of("ho2022classifierfree", "schiff2024simple", "nisonoff2024discrete"),
              List.of(STRENGTH.or(2.0)),
              SteersBy.CONDITION,
              s -> new ClassifierFreeGuidance(s.get(STRENGTH))));

  private ConditionMethods() {}
}
