package dev.lodestar.run.store;

import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.reward.Reward;
import dev.lodestar.core.reward.Score;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A scorer whose every call is paid once: answers come from the ledger where it has them, equal
 * designs of a batch are asked once, and what is asked is charged before and written down after.
 *
 * <p>What is charged does not depend on interruptions: a (scorer, design) pair costs one call the
 * first time the run asks for it, also where an answer that was written after the last checkpoint
 * makes the call itself needless. So a resumed run meets its budget where the unbroken one would.
 *
 * <p>Safe for several threads; calls take turns.
 *
 * @param <D> a design
 */
public final class LedgeredReward<D> implements Reward<D> {
  // generous bound on what a ledger line takes beside its design
  private static final int LINE = 128;
  private static final long SPARE = 1 << 20;

  private final Reward<D> scorer;
  private final String identity;
  private final Function<D, String> text;
  private final Ledger ledger;
  private final Meter meter;

  /**
   * @param scorer the guarded scorer: one answer a design, never an exception for a bad design
   * @param text canonical text of a design
   */
  public LedgeredReward(Reward<D> scorer, Function<D, String> text, Ledger ledger, Meter meter) {
    this.scorer = scorer;
    this.identity = scorer.identity();
    this.text = text;
    this.ledger = ledger;
    this.meter = meter;
  }

  @Override
  public String identity() {
    return identity;
  }

  /**
   * {@inheritDoc}
   *
   * @throws dev.lodestar.core.budget.BudgetExhausted where the budget does not cover the calls;
   *     nothing has been spent then
   * @throws RunFailure where the ledger cannot be written
   */
  @Override
  public List<Score> score(List<D> designs) {
    synchronized (ledger) {
      Map<LedgerKey, D> distinct = distinct(designs);
      List<LedgerKey> asked = new ArrayList<>();
      int owed = 0;
      for (LedgerKey key : distinct.keySet()) {
        owed += ledger.owed(key) ? 1 : 0;
        if (ledger.find(key).isEmpty()) {
          asked.add(key);
        }
      }
      List<String> texts = asked.stream().map(key -> text.apply(distinct.get(key))).toList();
      if (!asked.isEmpty()) {
        ledger.reserve(SPARE + texts.stream().mapToLong(t -> 4L * t.length() + LINE).sum());
      }
      meter.reward(owed, designs.size());
      if (!asked.isEmpty()) {
        List<Score> answers = scorer.score(asked.stream().map(distinct::get).toList());
        if (answers.size() != asked.size()) {
          throw new IllegalStateException(
              identity + " gave " + answers.size() + " answers for " + asked.size() + " designs");
        }
        ledger.append(identity, texts, answers);
      }
      distinct.keySet().forEach(ledger::pay);
      return designs.stream().map(d -> ledger.find(key(d)).orElseThrow()).toList();
    }
  }

  /** What the ledger knows already; costs nothing and calls nobody. */
  public List<Optional<Score>> known(List<D> designs) {
    synchronized (ledger) {
      return designs.stream().map(d -> ledger.find(key(d))).toList();
    }
  }

  private Map<LedgerKey, D> distinct(List<D> designs) {
    Map<LedgerKey, D> out = new LinkedHashMap<>();
    designs.forEach(d -> out.putIfAbsent(key(d), d));
    return out;
  }

  private LedgerKey key(D design) {
    return LedgerKey.of(identity, text.apply(design));
  }
}
