import { describe, expect, it } from 'vitest';
import { Problem } from '#lib/platform/problem.ts';
import { StatusBoard } from '#lib/ui/status.svelte.ts';
import type { CaseAnswer, Row } from './queue.ts';
import { Taking } from './taking.ts';

const me = 'officer-1';
const other = { id: 'officer-2', name: 'Lê Văn Minh Họa' };
const row = { id: 'a', reference: 'ĐN-26-0001', version: 3, assignee: other } as Row;

/** A desk with a server that counts versions up, or fails as told. */
function desk(failure?: Problem) {
	const sent: { officer: string | null; version: number }[] = [];
	const status = new StatusBoard();
	const taking = new Taking({
		async assign({ id, version, officer }) {
			sent.push({ officer, version });
			if (failure) throw failure;
			return { id, version: version + 1 } as CaseAnswer;
		},
		status,
		changed: () => undefined
	});
	return { taking, status, sent };
}

describe('an officer who takes a case at one key', () => {
	it('has it, and is told so with a way back', async () => {
		const { taking, status, sent } = desk();
		await taking.take(row, me);
		expect(sent).toEqual([{ officer: me, version: 3 }]);
		expect(status.said?.text).toContain('ĐN-26-0001');
	});

	it('gives it back to whoever had it', async () => {
		const { taking, status, sent } = desk();
		await taking.take(row, me);
		await status.undo();
		expect(sent[1]).toEqual({ officer: other.id, version: 4 });
	});

	it('takes it once, however often the key is pressed', async () => {
		const { taking, sent } = desk();
		await Promise.all([taking.take(row, me), taking.take(row, me)]);
		await taking.take({ ...row, assignee: { id: me, name: 'Tôi' } }, me);
		expect(sent).toHaveLength(1);
	});

	it('is told when somebody else was first, and offered nothing to undo', async () => {
		const { taking, status } = desk(new Problem({ code: 'stale', status: 409 }));
		await taking.take(row, me);
		expect(status.said?.text).toContain('ĐN-26-0001: ');
		expect(status.said?.undo).toBeUndefined();
	});

	it('takes the next one while the first is on its way, and has none read anew but its own', async () => {
		const slow = Promise.withResolvers<CaseAnswer>();
		const sent: string[] = [];
		const changed: string[] = [];
		const taking = new Taking({
			async assign({ id, version }) {
				sent.push(id);
				return id === 'a' ? slow.promise : ({ id, version: version + 1 } as CaseAnswer);
			},
			status: new StatusBoard(),
			changed: (id) => void changed.push(id)
		});
		const first = taking.take(row, me);
		await taking.take({ ...row, id: 'b', reference: 'ĐN-26-0002' }, me);
		expect([sent, changed]).toEqual([['a', 'b'], ['b']]);
		slow.resolve({ id: 'a', version: 4 } as CaseAnswer);
		await first;
		expect(changed).toEqual(['b', 'a']);
	});
});
