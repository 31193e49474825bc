package dev.lodestar.core.task;

/** Where long work says how far it is. Rate and time left are worked out by whoever shows it. */
public interface Progress {
  /** Shows nothing. */
  Progress SILENT =
      new Progress() {
        @Override
        public void say(String line) {}

        @Override
        public void step(long done, long total, String status) {}
      };

  /** A line that stays, such as the name of a phase or a finished file. */
  void say(String line);

  /**
   * How far the present phase is; may be called often.
   *
   * @param done units done, such as training steps
   * @param total units in all, 0 where unknown
   * @param status what else is worth seeing, such as {@code loss 0.412}; may be empty
   */
  void step(long done, long total, String status);
}
