/** Whatever is sent to a door, by a stranger or an officer, the answer is one of ours. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { everyDoor } from '../../supabase/functions/_shared/contracts/every.ts';
import { doors } from '../properties/contracts.ts';
import { bodies, takes } from './bodies.ts';
import { judgeRefusal, type Answer } from './judging.ts';
import type { FuzzScene } from './scene.ts';
import { isWanted, runs, seedOf } from './settings.ts';

/** A tip's own edge doors answer in one size; they are asked over the wire. */
const asked = Object.keys(everyDoor).filter(
	(name) => isWanted(name) && (everyDoor[name]!.kind === 'rpc' || Object.hasOwn(doors, name))
);

async function send(
	{ stack }: FuzzScene,
	name: string,
	body: string,
	token: string | null
): Promise<Answer> {
	const { kind, path: folder } = everyDoor[name]!;
	const headers: Record<string, string> = {
		apikey: stack.keys.publishable,
		'content-type': 'application/json'
	};
	if (token) headers.authorization = `Bearer ${token}`;
	const path = kind === 'edge' ? `/functions/v1/${folder}` : `/rest/v1/rpc/${name}`;
	// An action is the first of an edge door's arguments.
	const whole = body.replace(/^\{(?=\s*(\}|))/, (open, empty: string) =>
		kind === 'edge' ? `${open}"action":"${name}"${empty ? '' : ','}` : open
	);
	const answer = await fetch(stack.origin + path, { method: 'POST', headers, body: whole });
	return { status: answer.status, headers: answer.headers, text: await answer.text() };
}

export function describeDoors(scene: () => FuzzScene): void {
	describe('whatever is sent to a door', () => {
		it.each(asked)('%s answers as its contract says, or refuses', async (name) => {
			const at = scene();
			const door = everyDoor[name]!;
			const { token } = await at.officer();
			const judge = async (body: string, isOfficer: boolean) => {
				const answer = await send(at, name, body, isOfficer ? token : null);
				if (answer.status !== 200) return judgeRefusal(answer, door.kind);
				expect(isOfficer || door.who === 'anyone', 'a stranger was served').toBe(true);
				expect(takes(door, body), 'the door took what its contract does not take').toBe(true);
				const said = door.answer.safeParse(JSON.parse(answer.text));
				expect(said.error?.issues ?? []).toEqual([]);
			};
			// Of five requests to a door for officers one comes from a stranger.
			const officers = fc.nat(4).map((n) => (door.who === 'officer' ? n > 0 : n > 2));
			await fc.assert(fc.asyncProperty(bodies(door, at.draw), officers, judge), {
				numRuns: runs,
				seed: seedOf(name)
			});
		});
	});
}
