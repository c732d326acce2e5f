/**
 * Offers and accepted windows through HTTP: the whole way from the server of `npm start` through Deno, the planner and SQL,
 * for a unit with twelve team-days of twelve promised visits each. Every question is paid for with its proof of work before
 * the clock starts, because that time is the asker's own.
 */
import process from 'node:process';
import { serviceMinutes } from '../supabase/functions/_shared/durations/index.ts';
import { seeded } from '../supabase/functions/_shared/planner/examples.ts';
import { setup, variable } from '../supabase/local/testing-server.ts';
import { startStack, type TestStack } from '../supabase/local/testing.ts';
import { makeWorld, proofFor, type World } from '../tests/functions/world.ts';
import { atLeast, atMost, percentile, type Figure } from './figure.ts';

const DAYS = 12;
const PROMISES = 12;
const QUESTIONS = 60;
const CALLERS = 8;
const ACCEPTS = 96;

export async function measure(): Promise<Figure[]> {
	const end = process.env[variable] ? async () => {} : await setup();
	try {
		const stack = await startStack({ connections: 20 });
		try {
			return await measureIn(stack);
		} finally {
			await stack.stop();
		}
	} finally {
		await end();
	}
}
