// Small symmetric matrices, row-major, shape [n × n]: what least squares with four coefficients needs.
// In: positive definite matrices. Out: solutions, inverses. Source: Cholesky; Golub & Van Loan, Matrix Computations, 4.2.

/** Lower triangle L with L·Lᵀ = matrix. RangeError when the matrix is not positive definite. */
function factor(matrix: Float64Array, size: number): Float64Array {
  const lower = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let rest = matrix[row * size + column] as number;
      for (let k = 0; k < column; k++) {
        rest -= (lower[row * size + k] as number) * (lower[column * size + k] as number);
      }
      if (row === column && !(rest > 0)) throw new RangeError("expected a positive definite matrix");
      lower[row * size + column] = row === column ? Math.sqrt(rest) : rest / (lower[column * size + column] as number);
    }
  }
  return lower;
}

/** The x with matrix·x = right. RangeError when the matrix is not positive definite. */
export function solvePositive(matrix: Float64Array, right: Float64Array): Float64Array {
  const size = right.length;
  const lower = factor(matrix, size);
  const x = Float64Array.from(right);
  for (let row = 0; row < size; row++) {
    for (let k = 0; k < row; k++) x[row] = (x[row] as number) - (lower[row * size + k] as number) * (x[k] as number);
    x[row] = (x[row] as number) / (lower[row * size + row] as number);
  }
  for (let row = size - 1; row >= 0; row--) {
    for (let k = row + 1; k < size; k++) {
      x[row] = (x[row] as number) - (lower[k * size + row] as number) * (x[k] as number);
    }
    x[row] = (x[row] as number) / (lower[row * size + row] as number);
  }
  return x;
}

/** The inverse, column by column. RangeError when the matrix is not positive definite. */
export function invertPositive(matrix: Float64Array, size: number): Float64Array {
  const inverse = new Float64Array(size * size);
  for (let column = 0; column < size; column++) {
    const unit = new Float64Array(size);
    unit[column] = 1;
    const solved = solvePositive(matrix, unit);
    for (let row = 0; row < size; row++) inverse[row * size + column] = solved[row] as number;
  }
  return inverse;
}

/** xᵀ·matrix·x. */
export function quadraticForm(matrix: Float64Array, x: Float64Array): number {
  let sum = 0;
  for (let row = 0; row < x.length; row++) {
    for (let column = 0; column < x.length; column++) {
      sum += (x[row] as number) * (matrix[row * x.length + column] as number) * (x[column] as number);
    }
  }
  return sum;
}

/** matrix += weight·x·xᵀ. */
export function addOuter(matrix: Float64Array, x: Float64Array, weight: number): void {
  for (let row = 0; row < x.length; row++) {
    for (let column = 0; column < x.length; column++) {
      const at = row * x.length + column;
      matrix[at] = (matrix[at] as number) + weight * (x[row] as number) * (x[column] as number);
    }
  }
}
