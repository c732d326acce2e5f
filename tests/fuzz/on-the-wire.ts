/** What no client library sends, on every road into the portal: never a failure, never an echo, and the next one is served. */
import { describe, expect, it } from 'vitest';
import { planted } from '../properties/contracts.ts';
import type { FuzzScene } from './scene.ts';
import { seedOf, short, turn } from './settings.ts';
import { roads, type Road } from './roads.ts';
import { tricks } from './tricks.ts';
import { overWire, type Heard } from './wire.ts';

/** What Node's parser says before anybody of ours hears of a request, and the words for a page that nobody has. */
const wordless = /^(?:|Not found)$/;
/** The shapes of refusals: of PostgREST and the edge, of Auth, of Storage. */
const shapes = [
	'code message details hint',
	'code field fields',
	'code error_code msg',
	'statusCode error message'
].map((words) => new Set(words.split(' ')));

function judge({ status, head, body }: Heard, mayClose: boolean): void {
	// What is served may be what somebody kept, by a door that keeps it.
	expect(status < 400 ? head : head + body).not.toMatch(planted);
	if (status === 0) return expect(mayClose, 'closed without a word').toBe(true);
	expect(status).toBeLessThan(500);
	if (status < 400 || body === '') return;
	if (!/^content-type: application\/json/im.test(head)) return expect(body).toMatch(wordless);
	const keys = Object.keys(JSON.parse(body));
	expect(
		shapes.some((shape) => keys.every((key) => shape.has(key))),
		keys.join()
	).toBe(true);
}

/** Roads of the short form: three of them for each trick, others for each and the same each time, and two whose turn it is. */
const few = (name: string) => {
	const fixed = [0, 1, 2].map((n) => Math.abs(seedOf(name) + n * 17));
	const inTurn = [0, 1].map((n) => 2 * turn + n);
	const places = [...fixed, ...inTurn].map((place) => place % roads.length);
	return [...new Set(places)].map((place) => roads[place]!);
};

export function describeOnTheWire(scene: () => FuzzScene): void {
	describe('a request', () => {
		it.each(Object.keys(tricks))(
			'with %s is refused or answered, and nobody else is',
			async (name) => {
				const { stack, officer } = scene();
				const ask = async (road: Road, token: string | null) => {
					const heard = await overWire(
						stack.origin,
						tricks[name]!(road, stack.keys.publishable, token)
					);
					try {
						// Whoever is refused in the middle of ten megabytes may not hear why.
						judge(heard, /megabytes|no HTTP/.test(name));
					} catch (error) {
						const what = `turn ${turn}, ${road.method} ${road.path} as ${token ? 'an officer' : 'a stranger'}`;
						throw new Error(`${what}: ${heard.status} ${heard.body.slice(0, 300)}`, {
							cause: error
						});
					}
				};
				for (const road of short ? few(name) : roads) {
					await ask(road, null);
					if (!short) await ask(road, (await officer()).token);
				}
				expect((await stack.rpc('unit_public', {})).status).toBe(200);
			}
		);
	});
}
