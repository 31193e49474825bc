package dev.lodestar.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The house stands as ARCHITECTURE.md says: arrows only point down. */
class ArchitectureTest {
  /** From the ground up; a module may know those before it. */
  private static final List<String> HOUSE =
      List.of("core", "torch", "onnx", "sequence", "molecule", "image", "run", "bench", "cli");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.lodestar");

  static Stream<String> floors() {
    return HOUSE.stream();
  }

  @ParameterizedTest
  @MethodSource("floors")
  void arrowsPointDown(String module) {
    String[] above =
        HOUSE.subList(HOUSE.indexOf(module) + 1, HOUSE.size()).stream()
            .map(m -> "dev.lodestar." + m + "..")
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage("dev.lodestar." + module + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(above)
        .check(CLASSES);
  }

  @Test
  void coreNeedsNothingButTheJdk() {
    classes()
        .that()
        .resideInAPackage("dev.lodestar.core..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "dev.lodestar.core..")
        .check(CLASSES);
  }

  @Test
  void onlyTorchKnowsNativeCode() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.lodestar.torch..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.bytedeco..")
        .check(CLASSES);
  }

  @Test
  void onlyOnnxKnowsItsEngine() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.lodestar.onnx..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("ai.onnxruntime..")
        .check(CLASSES);
  }

  @Test
  void domainsDoNotKnowEachOther() {
    noClasses()
        .that()
        .resideInAPackage("dev.lodestar.molecule..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.lodestar.sequence..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage("dev.lodestar.image..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.lodestar.sequence..", "dev.lodestar.molecule..")
        .check(CLASSES);
  }

  @Test
  void nothingIsJavaSerialised() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(ObjectInputStream.class, ObjectOutputStream.class)
        .check(CLASSES);
  }

  @Test
  void onlyTheEntryPointEndsTheProcess() {
    noClasses()
        .that(not(resideInAPackage("dev.lodestar.cli")))
        .should()
        .callMethod(System.class, "exit", int.class)
        .check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dev.lodestar.(**)").should().beFreeOfCycles().check(CLASSES);
  }
}
