/** Locks after so many minutes without a hand, whatever the line or the session does. Hands in other tabs count. */
import { Idle } from '#lib/platform/idle.ts';

const hands = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const;

/** Returns what stops it. */
export function lockWhenIdle(minutes: number, lock: () => void): () => void {
	const idle = new Idle(minutes, Date.now());
	// What officers' pages tell each other of hands (platform/session).
	const channel = new BroadcastChannel('gandan-activity');
	channel.onmessage = ({ data }: MessageEvent<{ at: number }>) => idle.note(data.at);
	const look = () => {
		if (idle.left(Date.now()) > 0) return;
		stop();
		lock();
	};
	// A hand that comes too late does not open again: a sleeping phone has no timers.
	const moved = () => {
		look();
		idle.note(Date.now());
	};
	const timer = setInterval(look, 1_000);
	for (const hand of hands) addEventListener(hand, moved, { passive: true, capture: true });
	document.addEventListener('visibilitychange', look);
	function stop() {
		clearInterval(timer);
		for (const hand of hands) removeEventListener(hand, moved, { capture: true });
		document.removeEventListener('visibilitychange', look);
		channel.close();
	}
	return stop;
}
