// What each threshold would show and keep, over samples that the model has judged. Pure.

export interface JudgedSample {
  readonly source: string;
  readonly question: number;
  readonly likelihood: number;
  readonly isRight: boolean;
  /** Of its first line. */
  readonly characters: number;
}

export interface CurvePoint {
  readonly threshold: number;
  /** Answers of which something is still shown, of all. */
  readonly shownShare: number;
  /** Characters of what is shown and right, of those of all that could be. */
  readonly keptShare: number;
  /** Right ones among those shown. */
  readonly rightShare: number;
}

const steps = 50;

/** Of each answer, the first that passes is shown, as at the gate. */
export function gateCurve(samples: readonly JudgedSample[]): readonly CurvePoint[] {
  const questions = byQuestion(samples);
  const acceptable = questions.reduce(
    (sum, options) => sum + Math.max(0, ...options.map((option) => rightCharacters([option]))),
    0,
  );
  return Array.from({ length: steps }, (_, index) => index / steps).map((threshold) => {
    const shown = questions.flatMap(
      (options) => options.find(({ likelihood }) => likelihood >= threshold) ?? [],
    );
    return {
      threshold,
      shownShare: share(shown.length, questions.length),
      keptShare: share(rightCharacters(shown), acceptable),
      rightShare: share(shown.filter(({ isRight }) => isRight).length, shown.length),
    };
  });
}

function byQuestion(samples: readonly JudgedSample[]): readonly (readonly JudgedSample[])[] {
  const questions = new Map<string, JudgedSample[]>();
  for (const sample of samples) {
    const key = `${sample.source} ${sample.question}`;
    const options = questions.get(key) ?? [];
    options.push(sample);
    questions.set(key, options);
  }
  return [...questions.values()];
}

/** The lowest threshold at which this share of what is shown is right; 1 when none is. */
export function thresholdFor(curve: readonly CurvePoint[], rightShare: number): number {
  return curve.find((point) => point.shownShare > 0 && point.rightShare >= rightShare)?.threshold ?? 1;
}

function rightCharacters(samples: readonly JudgedSample[]): number {
  return samples.reduce((sum, { isRight, characters }) => sum + (isRight ? characters : 0), 0);
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
