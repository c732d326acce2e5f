/** Some of many, the same ones for the same seed. */
export function sample<T>(all: readonly T[], many: number, seed: number): T[] {
	// Mulberry32: small, and the same on every machine.
	let state = seed >>> 0;
	const next = () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
	};
	return all
		.map((one) => ({ one, at: next() }))
		.sort((a, b) => a.at - b.at)
		.slice(0, many)
		.map(({ one }) => one);
}
