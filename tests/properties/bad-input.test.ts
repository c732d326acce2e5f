/** Whatever is sent to a door, the answer is one of ours: a refusal with a code, never a failure and never a database's words. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestOfficer } from '../../supabase/local/testing.ts';
import { doors, marker, spoiled, taken } from './contracts.ts';
import { startScene, type Scene } from '../functions/scene.ts';

const RUNS = process.env.GANDAN_LONG === '1' ? 400 : 25;

let at: Scene;
let officer: TestOfficer;
beforeAll(async () => {
	at = await startScene({ days: 1 });
	officer = await at.stack.officer({ unit: at.world.unit, roles: ['lead', 'desk'] });
});
afterAll(() => at?.stop());

/** Says what a database says about its own affairs. */
const databaseWords =
	/syntax|relation|column|constraint|violat|operator|plpgsql|pg_|sqlstate|null value|out of range for|invalid input|does not exist|unicode/i;

type Answer = { status: number; text: string };

async function send(name: string, args: unknown): Promise<Answer> {
	const door = doors[name]!;
	const isEdge = door.kind === 'edge';
	const path = isEdge ? `/functions/v1/${door.path}` : `/rest/v1/rpc/${name}`;
	const headers: Record<string, string> = {
		apikey: at.stack.keys.publishable,
		'content-type': 'application/json'
	};
	if (door.who === 'officer') headers.authorization = `Bearer ${officer.token}`;
	const body = JSON.stringify(isEdge ? { action: name, ...(args as object) } : args);
	const answer = await fetch(at.stack.origin + path, { method: 'POST', headers, body });
	return { status: answer.status, text: await answer.text() };
}

function judge({ status, text }: Answer, isTaken: boolean): void {
	if (status === 200) {
		expect(isTaken, 'the door took what its contract does not take').toBe(true);
		return;
	}
	expect(status).toBeGreaterThanOrEqual(400);
	expect(status).toBeLessThan(500);
	const { code, message = code, ...more } = JSON.parse(text);
	expect(message).toMatch(/^[a-z][a-z_]*$/);
	expect(JSON.stringify([code, message])).not.toMatch(databaseWords);
	expect(text).not.toContain(marker.slice(0, 6));
	expect(more.hint ?? null).toBeNull();
}

describe('something spoiled', () => {
	it.each(Object.keys(doors))('is refused by %s with a code of ours', async (name) => {
		const { args } = doors[name]!;
		await fc.assert(
			fc.asyncProperty(spoiled(taken(args)), async (sent) => {
				judge(await send(name, sent), args.safeParse(sent).success);
			}),
			{ numRuns: RUNS }
		);
	});
});
