import type { Holder } from '#lib/sealed/cipher.ts';
import type { OpenedTip } from './lookup.ts';
import { OpeningTip } from './opening-tip.svelte.ts';
import type { TipDoors } from './tip-doors.ts';
import type { SenderReward } from './tip-reward.svelte.ts';

/** A tip whose sender may hold a reward: both are forgotten together, and the reward is asked for apart. */
export class RewardedTip extends OpeningTip {
	readonly reward: SenderReward;
	#wasRead: () => void;

	constructor(
		doors: TipDoors,
		self: Holder,
		found: OpenedTip,
		reward: SenderReward,
		/** Is told when the thread was read for the first time, or could not be. */
		wasRead: () => void
	) {
		super(doors, self, found);
		this.reward = reward;
		this.#wasRead = wasRead;
	}

	override async read() {
		await super.read();
		this.#wasRead();
	}

	override forget() {
		super.forget();
		this.reward.forget();
	}
}
