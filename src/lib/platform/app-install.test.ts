import { describe, expect, it, vi } from 'vitest';
import { AppInstall, wantsWords, type InstallEvent } from './app-install.svelte.ts';

/** As much of a browser's storage as is asked of it. */
function disk(full = false): Storage {
	const rows = new Map<string, string>();
	return {
		getItem: (name: string) => rows.get(name) ?? null,
		setItem: (name: string, value: string) => {
			if (full) throw new DOMException('full', 'QuotaExceededError');
			rows.set(name, value);
		}
	} as Storage;
}

function question(outcome: 'accepted' | 'dismissed' = 'accepted') {
	const asked = { prompt: vi.fn(async () => undefined), preventDefault: vi.fn() };
	const event = { ...asked, userChoice: Promise.resolve({ outcome }) } as unknown as InstallEvent;
	return { ...asked, event };
}

describe('an officer at a device where the app could be installed', () => {
	it('is offered it from the second day on, and the browser asks only when they press', async () => {
		const kept = disk();
		const { event, prompt, preventDefault } = question();
		const first = new AppInstall(kept);
		first.hold(event);
		first.arrive('2026-11-25');
		first.arrive('2026-11-25');
		expect([first.possible, first.offered]).toEqual([true, false]);
		const second = new AppInstall(kept);
		second.hold(event);
		second.arrive('2026-11-26');
		expect(second.offered).toBe(true);
		expect([preventDefault.mock.calls.length, prompt.mock.calls.length]).toEqual([2, 0]);
		await second.ask();
		await second.ask();
		expect(prompt.mock.calls.length).toBe(1);
	});

	it('is not offered it again once it was put off, refused or done, while the menu still has it', async () => {
		for (const end of ['put off', 'refused', 'done'] as const) {
			const kept = disk();
			for (const day of ['2026-11-25', '2026-11-26']) new AppInstall(kept).arrive(day);
			const app = new AppInstall(kept);
			app.hold(question('dismissed').event);
			expect(app.offered, end).toBe(true);
			if (end === 'put off') app.putOff();
			if (end === 'refused') await app.ask();
			if (end === 'done') app.done();
			const later = new AppInstall(kept);
			later.hold(question().event);
			later.arrive('2026-12-31');
			expect([later.offered, later.possible], end).toEqual([false, true]);
		}
	});

	it('is hindered by no full disk and by nothing that lies there damaged', () => {
		const full = new AppInstall(disk(true));
		full.arrive('2026-11-25');
		full.putOff();
		const damaged = new AppInstall({ ...disk(), getItem: () => '{"day' } as Storage);
		expect(damaged.offered).toBe(false);
	});
});

it('on Apple’s phones and tablets words say how it is done, until it is', () => {
	const phone = {
		userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)',
		maxTouchPoints: 5
	};
	const tablet = {
		userAgent: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)',
		maxTouchPoints: 5
	};
	const desk = { userAgent: tablet.userAgent, maxTouchPoints: 0 };
	expect([phone, tablet, desk].map((at) => wantsWords(at, false))).toEqual([true, true, false]);
	expect(wantsWords(phone, true)).toBe(false);
});
