import { describe, expect, it } from 'vitest';
import { busy } from '../_shared/answer/index.ts';
import { handle } from './handler.ts';

const secret = 'a-secret-of-thirty-two-characters-';

/** Storage and database as two lists; each step is written down. */
function shelves(paths: string[], fails: { remove?: boolean; gone?: boolean } = {}) {
	const steps: string[] = [];
	const leftovers = {
		paths: async () => [...paths],
		async remove(gone: string[]) {
			if (fails.remove) throw busy();
			steps.push(`removed ${gone.join()}`);
		},
		async gone(gone: string[]) {
			if (fails.gone) throw busy();
			steps.push(`forgotten ${gone.join()}`);
			return null;
		}
	};
	const ask = (token?: string, method = 'POST') =>
		handle(
			{ secret, leftovers: [leftovers] },
			new Request('http://portal/jobs', {
				method,
				headers: token === undefined ? {} : { authorization: `Bearer ${token}` }
			})
		);
	return { steps, ask };
}
const said = async (answer: Response) => [answer.status, await answer.json()];

describe('the job that removes what no tip names', () => {
	it('removes the bytes first and forgets the paths after', async () => {
		const { steps, ask } = shelves(['a', 'b']);
		expect(await said(await ask(secret))).toEqual([200, { removed: 2 }]);
		expect(steps).toEqual(['removed a,b', 'forgotten a,b']);
	});

	it('asks Storage nothing when there is nothing to remove', async () => {
		const { steps, ask } = shelves([]);
		expect(await said(await ask(secret))).toEqual([200, { removed: 0 }]);
		expect(steps).toEqual([]);
	});

	it('forgets no path whose bytes may still be there', async () => {
		const { steps, ask } = shelves(['a'], { remove: true });
		expect(await said(await ask(secret))).toEqual([503, { code: 'busy' }]);
		expect(steps).toEqual([]);
	});

	it('asks for the same paths again when forgetting them failed', async () => {
		const { steps, ask } = shelves(['a'], { gone: true });
		expect((await ask(secret)).status).toBe(503);
		expect((await ask(secret)).status).toBe(503);
		expect(steps).toEqual(['removed a', 'removed a']);
	});

	it.each([
		['no secret', undefined],
		['an empty one', ''],
		['the beginning of it', secret.slice(0, -1)],
		['more than it', `${secret}x`],
		['another', secret.toUpperCase()]
	])('does nothing for whoever comes with %s', async (_, token) => {
		const { steps, ask } = shelves(['a']);
		expect(await said(await ask(token))).toEqual([401, { code: 'sign_in' }]);
		expect(steps).toEqual([]);
	});

	it('is not run by following a link', async () => {
		const { steps, ask } = shelves(['a']);
		expect((await ask(secret, 'GET')).status).toBe(405);
		expect(steps).toEqual([]);
	});
});
