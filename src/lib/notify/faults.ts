/** The code of what went wrong, by which the page finds its sentence; empty where it has none. */
export function codeOf(problem: unknown): string {
	const { code } = (problem ?? {}) as { code?: unknown };
	return typeof code === 'string' ? code : '';
}
