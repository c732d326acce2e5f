import { Problem } from '#lib/platform/problem.ts';

/** A part of the page that comes by `import()`: without a line the sender is told so, and may try again. */
export async function loaded<Part>(load: () => Promise<Part>): Promise<Part> {
	try {
		return await load();
	} catch {
		const code = navigator.onLine === false ? 'offline' : 'unreachable';
		throw new Problem({ code, status: 0, offline: true });
	}
}
