import { describe, expect, it } from 'vitest';
import { Problem } from '#lib/platform/problem.ts';
import { CaseParts } from './case-parts.ts';

describe('what shows a case', () => {
	it('comes with the first case of its kind, and only once', async () => {
		const asked: string[] = [];
		const part = (kind: string) => async () => (asked.push(kind), `${kind} shown`);
		const parts = new CaseParts({ tip: part('tip'), support: part('support') });
		expect([parts.of('tip'), asked]).toEqual([null, []]);
		await parts.load('tip');
		await parts.load('tip');
		expect([parts.of('tip'), parts.of('support'), asked]).toEqual(['tip shown', null, ['tip']]);
	});

	it('says when the line did not bring it, and comes with another try', async () => {
		const offline = new Problem({ code: 'offline', status: 0 });
		let line = false;
		const parts = new CaseParts({
			tip: async () => {
				if (!line) throw offline;
				return 'shown';
			}
		});
		await parts.load('tip');
		expect([parts.failed('tip'), parts.of('tip')]).toEqual([offline, null]);
		line = true;
		await parts.load('tip');
		expect([parts.failed('tip'), parts.of('tip')]).toEqual([null, 'shown']);
	});
});
