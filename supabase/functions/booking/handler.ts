import { doors as visitDoors } from '../_shared/contracts/booking.ts';
import { doors as gathering } from '../_shared/contracts/booking-gathering.ts';
import { doors as listDoors } from '../_shared/contracts/booking-lists.ts';
import { doors as postponing } from '../_shared/contracts/booking-postponing.ts';
import { take } from '../_shared/answer/index.ts';
import { actionOf } from '../_shared/edge/dispatch.ts';
import { callBack } from './actions/call_back.ts';
import { challenge } from './actions/challenge.ts';
import { fromCallBack } from './actions/from_call_back.ts';
import { gatheringSave } from './actions/gathering.ts';
import { extend, hold, release } from './actions/hold.ts';
import { caller, hotline, hotlineCallBack } from './actions/hotline.ts';
import { listTake } from './actions/list_take.ts';
import { move, reschedule } from './actions/move.ts';
import { caseOffers, officerOffers, offers } from './actions/offers.ts';
import { submit } from './actions/submit.ts';
import { tend } from './actions/tend.ts';
import type { Ports, Run } from './ports.ts';
import type { Action } from './shapes.ts';

const doors = { ...visitDoors, ...gathering, ...listDoors, ...postponing };

const actions: { [Name in Action]: Run<Name> } = {
	booking_challenge: challenge,
	booking_offers: offers,
	booking_hold: hold,
	booking_extend: extend,
	booking_release: release,
	booking_submit: submit,
	booking_call_back: callBack,
	booking_reschedule: reschedule,
	booking_case_offers: caseOffers,
	booking_move: move,
	booking_from_call_back: fromCallBack,
	booking_officer_offers: officerOffers,
	booking_tend: tend,
	booking_gathering_save: gatheringSave,
	booking_list_take: listTake,
	booking_caller: caller,
	booking_hotline: hotline,
	booking_hotline_call_back: hotlineCallBack
};

/**
 * Answers one request of this room: `{ action, ...args }`, args as the contract of the door `action` has them.
 * @throws Refusal
 */
export async function handle(ports: Ports, sent: unknown): Promise<unknown> {
	const { action, args } = actionOf(sent, actions);
	const run = actions[action] as (ports: Ports, args: unknown) => Promise<unknown>;
	return run(ports, take(doors[action].args, args, ['form', 'wanted']));
}
