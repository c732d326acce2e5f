import { Problem } from './problem.ts';

/**
 * A part of the app that comes over the line when it is wanted: `await late(import('./Part.svelte'))`.
 * @throws Problem `offline` or `unreachable` where it did not come; nothing was sent then
 */
export async function late<Part>(coming: Promise<Part>): Promise<Part> {
	try {
		return await coming;
	} catch {
		const code = navigator.onLine === false ? 'offline' : 'unreachable';
		throw new Problem({ code, status: 0 });
	}
}
