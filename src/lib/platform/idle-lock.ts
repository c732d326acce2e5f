/** Locks after so many minutes without a hand, whatever the line or the session does. Hands in other tabs count. */
import { ACTIVITY, Idle, watchHands } from '#lib/platform/idle.ts';

/** Returns what stops it. */
export function lockWhenIdle(minutes: number, lock: () => void): () => void {
	const idle = new Idle(minutes, Date.now());
	const channel = new BroadcastChannel(ACTIVITY);
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
	const unwatch = watchHands(moved, look);
	function stop() {
		unwatch();
		channel.close();
	}
	return stop;
}
