/** One measured figure. `met` compares value with mark: every mark of ours is "at most", unless `atLeast`. */
export type Figure = {
	name: string;
	value: number;
	unit: string;
	/** Null: measured for the record, nothing was promised. */
	mark: number | null;
	met: boolean | null;
};

/** A figure with a mark that must not be passed. */
export function atMost(name: string, value: number, unit: string, mark: number | null): Figure {
	return { name, value: round(value), unit, mark, met: mark === null ? null : value <= mark };
}

/** A figure with a mark that must be reached. */
export function atLeast(name: string, value: number, unit: string, mark: number | null): Figure {
	return { name, value: round(value), unit, mark, met: mark === null ? null : value >= mark };
}

/** The p-th percentile (0 to 1) by the nearest-rank method. */
export function percentile(values: readonly number[], p: number): number {
	if (values.length === 0) throw new RangeError('percentile of nothing');
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)]!;
}

function round(value: number): number {
	return Math.abs(value) >= 100 ? Math.round(value) : Math.round(value * 100) / 100;
}
