// What each threshold would show and keep, over samples that the model has judged. Pure.

export interface JudgedSample {
  readonly source: string;
  readonly likelihood: number;
  readonly isRight: boolean;
  /** Of its first line. */
  readonly characters: number;
}

export interface CurvePoint {
  readonly threshold: number;
  /** Suggestions that are still shown, of all. */
  readonly shownShare: number;
  /** Characters of right first lines that are still shown, of all such characters. */
  readonly keptShare: number;
  /** Right ones among those shown. */
  readonly rightShare: number;
}

const steps = 50;

export function gateCurve(samples: readonly JudgedSample[]): readonly CurvePoint[] {
  const acceptable = rightCharacters(samples);
  return Array.from({ length: steps }, (_, index) => index / steps).map((threshold) => {
    const shown = samples.filter(({ likelihood }) => likelihood >= threshold);
    return {
      threshold,
      shownShare: share(shown.length, samples.length),
      keptShare: share(rightCharacters(shown), acceptable),
      rightShare: share(shown.filter(({ isRight }) => isRight).length, shown.length),
    };
  });
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
