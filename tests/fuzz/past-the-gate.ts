/** The doors without the gate before them, as hosted Supabase has them: SQL alone refuses what is not right, with a code of ours. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { everyDoor } from '../../supabase/functions/_shared/contracts/every.ts';
import type { Actor } from '../../supabase/local/actor.ts';
import { planted, taken } from '../properties/contracts.ts';
import { bodies } from './bodies.ts';
import { edgeBodies } from './edges.ts';
import { callAsPostgrest, signatures, type Signature } from './postgrest.ts';
import type { FuzzScene } from './scene.ts';
import { isWanted, runs, seedOf, short } from './settings.ts';

const rpc = Object.keys(everyDoor).filter((name) => everyDoor[name]!.kind === 'rpc');

export function describePastTheGate(scene: () => FuzzScene): void {
	let found: Map<string, Signature>;
	/** How many requests were sent, and how many PostgREST handed on. */
	const met = { all: 0, inside: 0 };
	beforeAll(async () => {
		found = new Map((await signatures(scene().sql)).map((one) => [one.name, one]));
	});

	async function judge(actor: Actor, name: string, body: string): Promise<void> {
		const said = await callAsPostgrest(scene().sql, actor, found.get(name)!, body);
		met.all++;
		if (said.taken || !said.before) met.inside++;
		if (said.taken || said.before) return;
		expect(said, body.slice(0, 500)).toMatchObject({ code: expect.stringMatching(/^PT4\d\d$/) });
		expect(said.message).toMatch(/^[a-z][a-z0-9_]*$/);
		expect(said.detail).not.toMatch(planted);
	}

	describe('without a gate', () => {
		it.each(rpc.filter(isWanted))('%s refuses by itself, with a code of ours', async (name) => {
			const at = scene();
			const door = everyDoor[name]!;
			const { id, sessionId } = await at.officer();
			const actor: Actor =
				door.who === 'anyone'
					? { role: 'anon' }
					: { role: 'authenticated', sub: id, session_id: sessionId, aal: 'aal1' };
			const seed = seedOf(name);
			await fc.assert(
				fc.asyncProperty(bodies(door, at.draw), (body) => judge(actor, name, body)),
				{ numRuns: short ? 1 : runs, seed }
			);
			const [valid] = fc.sample(taken(door.args, at.draw), { numRuns: 1, seed });
			const each = [...edgeBodies(found.get(name)!, valid as Record<string, unknown>)];
			// In the short form every twelfth, beginning with another one for each door; and all days, which is where doors failed.
			const isSome = (type: string, n: number) => (n + seed) % 12 === 0 || /date|time/.test(type);
			for (const [n, { type, body }] of each.entries())
				if (!short || isSome(type, n)) await judge(actor, name, body);
		});

		it('most of it comes as far as our functions, so that the above says something', () => {
			expect(met.inside).toBeGreaterThan(met.all / 3);
		});
	});
}
