package dev.lodestar.torch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which of the states seen lately are worth keeping with all that the network made of them, and
 * which of these a new state is near to.
 *
 * <p>The children of one state differ from it in a few positions. A state that several rows of a
 * batch are nearest to is likely their parent; it becomes an anchor, in the place of the one not
 * used for longest. Nothing here changes an output, only how soon it is there.
 */
final class Anchors {
  /** No anchor is near. */
  static final int NONE = -1;

  /** States remembered by their tokens only, from which anchors are made. */
  private static final int SEEN = 1024;

  /** Rows that an anchor must serve at once to be worth its making. */
  private static final int QUORUM = 2;

  /**
   * A state to be kept.
   *
   * @param slot where
   * @param from the anchor that it is near to, or {@link #NONE}
   */
  record Fresh(int[] tokens, int slot, int from) {}

  /**
   * @param slots for each row the anchor it is near to, or {@link #NONE}
   * @param fresh anchors to be made first, none from another
   */
  record Plan(int[] slots, List<Fresh> fresh) {}

  private record Near(int index, int changes) {}

  /** A state's tokens, and the same four to a word, so that they are compared four at a time. */
  private record State(int[] tokens, long[] words) {
    private static final int BITS = 16;
    private static final int EACH = Long.SIZE / BITS;
    private static final long LOW = 0x7fff7fff7fff7fffL;

    static final State NONE = of(new int[0]);

    static State of(int[] tokens) {
      long[] words = new long[(tokens.length + EACH - 1) / EACH];
      for (int i = 0; i < tokens.length; i++) {
        words[i / EACH] |= (tokens[i] & 0xffffL) << i % EACH * BITS;
      }
      return new State(tokens, words);
    }

    /** Positions that differ, counted up to a bound or a few more; the bound at other lengths. */
    int changes(State other, int bound) {
      if (tokens.length != other.tokens.length) {
        return bound;
      }
      int n = 0;
      for (int i = 0; i < words.length && n < bound; i++) {
        long x = words[i] ^ other.words[i];
        // the top bit of each part that is not zero
        n += Long.bitCount(((x & LOW) + LOW | x) & ~LOW);
      }
      return n;
    }
  }

  private final int limit;
  private final State[] kept;
  private final long[] lastUse;
  private final Deque<State> seen = new ArrayDeque<>();
  private long calls;

  /**
   * @param capacity anchors at most
   * @param limit positions in which a state may differ from its anchor
   */
  Anchors(int capacity, int limit) {
    this.limit = limit;
    this.kept = new State[capacity];
    Arrays.fill(kept, State.NONE);
    this.lastUse = new long[capacity];
  }

  /** The tokens of an anchor. */
  int[] tokens(int slot) {
    return kept[slot].tokens;
  }

  /** What to make and what to use for the rows of a batch; remembers them. */
  Plan plan(int[][] states) {
    calls++;
    State[] rows = Arrays.stream(states).map(State::of).toArray(State[]::new);
    List<State> known = Arrays.asList(kept);
    List<State> candidates = new ArrayList<>(seen);
    int[] slots = new int[rows.length];
    int[] parents = new int[rows.length];
    Map<Integer, Integer> votes = new HashMap<>();
    int slot = 0;
    int parent = 0;
    for (int i = 0; i < rows.length; i++) {
      Near anchor = nearest(known, rows[i], limit, slot);
      Near other = nearest(candidates, rows[i], Math.min(limit, anchor.changes - 1), parent);
      slots[i] = slot = use(anchor.index);
      parents[i] = parent = other.index;
      votes.merge(other.index, 1, Integer::sum);
    }
    votes.remove(NONE);
    votes.values().removeIf(n -> n < QUORUM);
    List<Fresh> fresh = make(votes.keySet().stream().sorted().toList(), candidates, slots, parents);
    remember(rows);
    return new Plan(slots, fresh);
  }

  /** Forgets everything. */
  void forget() {
    Arrays.fill(kept, State.NONE);
    seen.clear();
  }

  private List<Fresh> make(
      List<Integer> wanted, List<State> candidates, int[] slots, int[] parents) {
    int[] from = new int[wanted.size()];
    for (int k = 0; k < from.length; k++) {
      from[k] = use(nearest(Arrays.asList(kept), candidates.get(wanted.get(k)), limit, 0).index);
    }
    List<Fresh> out = new ArrayList<>();
    for (int k = 0; k < from.length; k++) {
      int slot = oldest();
      if (lastUse[slot] == calls) {
        break; // all are in use
      }
      kept[slot] = candidates.get(wanted.get(k));
      out.add(new Fresh(kept[slot].tokens, use(slot), from[k]));
      for (int i = 0; i < slots.length; i++) {
        slots[i] = parents[i] == wanted.get(k) ? slot : slots[i];
      }
    }
    return out;
  }

  private void remember(State[] rows) {
    seen.addAll(Arrays.asList(rows));
    while (seen.size() > SEEN) {
      seen.removeFirst();
    }
  }

  private int use(int slot) {
    if (slot != NONE) {
      lastUse[slot] = calls;
    }
    return slot;
  }

  private int oldest() {
    int best = 0;
    for (int s = 1; s < lastUse.length; s++) {
      best = lastUse[s] < lastUse[best] ? s : best;
    }
    return best;
  }

  /** The nearest of some states, at most so many changes away; {@code first} is tried first. */
  private static Near nearest(List<State> states, State row, int most, int first) {
    Near best = new Near(NONE, most + 1);
    int n = states.size();
    int start = Math.max(0, first);
    for (int k = 0; k < n && best.changes > 0; k++) {
      int index = (start + k) % n;
      int changes = states.get(index).changes(row, best.changes);
      if (changes < best.changes) {
        best = new Near(index, changes);
      }
    }
    return best;
  }
}
