// Logistic regression: weighted, with a small ridge, by Newton's method. Pure.

export interface LabelledPoint {
  readonly features: readonly number[];
  readonly isPositive: boolean;
  readonly weight: number;
}

export interface LogisticModel {
  readonly weights: readonly number[];
  readonly intercept: number;
}

const iterations = 30;
/**
 * On every coefficient but the intercept, in units of the points' total weight: with a few hundred points, features that
 * say nearly the same share the weight instead of one taking all of it.
 */
const ridge = 1e-2;

export function fitLogistic(points: readonly LabelledPoint[]): LogisticModel {
  const size = (points[0]?.features.length ?? 0) + 1;
  const total = points.reduce((sum, { weight }) => sum + weight, 0);
  let coefficients = Array.from({ length: size }, () => 0);
  for (let iteration = 0; iteration < iterations; iteration++) {
    const gradient = coefficients.map((value, index) => (index === 0 ? 0 : -ridge * total * value));
    const curvature = coefficients.map((_, row) =>
      coefficients.map((__, column) => (row === column ? (row === 0 ? 1e-9 : ridge * total) : 0)),
    );
    for (const { features, isPositive, weight } of points) {
      const inputs = [1, ...features];
      const likelihood = sigmoid(dot(inputs, coefficients));
      const slope = weight * likelihood * (1 - likelihood);
      inputs.forEach((input, row) => {
        gradient[row] = (gradient[row] ?? 0) + weight * (Number(isPositive) - likelihood) * input;
        const line = curvature[row] ?? [];
        inputs.forEach((other, column) => {
          line[column] = (line[column] ?? 0) + slope * input * other;
        });
      });
    }
    const step = solve(curvature, gradient);
    coefficients = coefficients.map((value, index) => value + (step[index] ?? 0));
  }
  const [intercept = 0, ...weights] = coefficients;
  return { weights, intercept };
}

export function predict({ weights, intercept }: LogisticModel, features: readonly number[]): number {
  return sigmoid(intercept + dot(weights, features));
}

function sigmoid(score: number): number {
  return 1 / (1 + Math.exp(-score));
}

function dot(one: readonly number[], other: readonly number[]): number {
  return one.reduce((sum, value, index) => sum + value * (other[index] ?? 0), 0);
}

/** Gauss's elimination with the largest pivot; the matrix is positive definite, thanks to the ridge. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, index) => [...row, right[index] ?? 0]);
  const at = (row: number, column: number) => rows[row]?.[column] ?? 0;
  const size = rows.length;
  for (let column = 0; column < size; column++) {
    let pivot = column;
    for (let row = column + 1; row < size; row++)
      if (Math.abs(at(row, column)) > Math.abs(at(pivot, column))) pivot = row;
    [rows[column], rows[pivot]] = [rows[pivot] ?? [], rows[column] ?? []];
    for (let row = column + 1; row < size; row++) {
      const factor = at(row, column) / at(column, column);
      rows[row] = (rows[row] ?? []).map((value, index) => value - factor * at(column, index));
    }
  }
  const solution: number[] = Array.from({ length: size }, () => 0);
  for (let row = size - 1; row >= 0; row--) {
    let rest = at(row, size);
    for (let column = row + 1; column < size; column++) rest -= at(row, column) * (solution[column] ?? 0);
    solution[row] = rest / at(row, row);
  }
  return solution;
}
