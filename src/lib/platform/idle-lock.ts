/** Locks after so many minutes without a hand, whatever the line or the session does. Hands in other tabs count. */
import { ACTIVITY, Idle, watchHands } from './idle.ts';

type Watched = {
	/** Something is on its way that nobody has to touch: it counts as a hand. */
	busy?: () => boolean;
	/** Told every second how many are left. */
	left?: (seconds: number) => void;
};

/** Returns what stops it. */
export function lockWhenIdle(
	minutes: number,
	lock: () => void,
	{ busy, left }: Watched = {}
): () => void {
	const idle = new Idle(minutes, Date.now());
	const channel = new BroadcastChannel(ACTIVITY);
	channel.onmessage = ({ data }: MessageEvent<{ at: number }>) => idle.note(data.at);
	const look = () => {
		if (busy?.()) idle.note(Date.now());
		const seconds = idle.left(Date.now());
		left?.(seconds);
		if (seconds > 0) return;
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
