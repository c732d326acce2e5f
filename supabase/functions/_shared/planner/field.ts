/**
 * A problem of several routes in numbers, whatever it came from: a weekend of teams, or an instance that others have solved.
 * Stops are numbered; a route is one team in one shift. Times and ways are whole numbers of one unit.
 */
export type Field = {
	count: number;
	service: Int32Array;
	load: Int32Array;
	/** 1 where somebody was promised a visit: it is never given up for one that was not. */
	promised: Uint8Array;
	/** For each route its kind; routes of one kind are as good as each other. */
	routes: readonly Kind[];
	/** For each stop the others, the nearest first. */
	near: readonly Int32Array[];
};

export type Kind = {
	/** The team leaves at `from` and is back at `by`. */
	from: number;
	by: number;
	capacity: number;
	/** `ways[i * count + j]` leads from stop i to stop j. */
	ways: Int32Array;
	out: Int32Array;
	home: Int32Array;
	/** For each stop: when service may begin here; none where the stop is not for this route. */
	choices: readonly (readonly Choice[])[];
};

/** `window` tells the asker which of the windows it is. */
export type Choice = { from: number; to: number; window: number };

/** The way between two neighbours on a route of `count` stops; −1 for the place that the team comes from, or goes home to. */
export function wayBetween({ ways, out, home }: Kind, count: number, from: number, to: number) {
	if (from < 0) return to < 0 ? 0 : out[to]!;
	return to < 0 ? home[from]! : ways[from * count + to]!;
}

/** For each stop the others by the way there, those first that some route could serve together with it. */
export function nearest(count: number, routes: readonly Kind[]): Int32Array[] {
	const kinds = [...new Set(routes)];
	return Array.from({ length: count }, (_, i) => {
		const own = kinds.filter((kind) => kind.choices[i]!.length > 0);
		const distance = Float64Array.from({ length: count }, (_, j) => {
			let least = Infinity;
			for (const { ways, choices } of own) {
				if (choices[j]!.length > 0) least = Math.min(least, ways[i * count + j]!);
			}
			return i === j ? -1 : least;
		});
		return Int32Array.from(distance.keys()).sort((a, b) => {
			const [x, y] = [distance[a]!, distance[b]!];
			return x === y ? a - b : x - y;
		});
	});
}
