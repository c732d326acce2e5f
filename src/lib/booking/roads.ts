/** The instant at which a road is open again, by a day and minutes after its midnight in Việt Nam; null where that is none. */
export function untilOf(day: string, minutes: number): string | null {
	const at = Date.parse(`${day}T00:00:00+07:00`);
	if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(at) || Number.isNaN(minutes)) return null;
	// "31/02" is read as a day of March by some engines and as none by others.
	if (new Date(at + 7 * 3_600_000).toISOString().slice(0, 10) !== day) return null;
	return new Date(at + minutes * 60_000).toISOString();
}
