/** The verbs of the room. No other file of the room names a door. */
import { doors, type Reward, type Rule } from '#contracts/fund.ts';
import { call } from '#lib/platform/call.ts';
import type * as z from 'zod/mini';

type Asked<Name extends keyof typeof doors> = z.input<(typeof doors)[Name]['args']>;
type Answered<Name extends keyof typeof doors> = z.output<(typeof doors)[Name]['answer']>;

export type { Reward, Rule };
export type Shown = NonNullable<Answered<'fund_claim'>['reward']>;
export type Settling = Asked<'fund_settle'>['as'];
export type Withdrawal = Asked<'fund_withdraw'>['reason'];
export type ProposeArgs = Asked<'fund_propose'>;
export type AllowArgs = Asked<'fund_allow'>;
export type ApproveArgs = Asked<'fund_approve'>;
export type SettleArgs = Asked<'fund_settle'>;

export const allow = (args: AllowArgs) => call(doors, 'fund_allow', args);
export const disallow = (args: Asked<'fund_disallow'>) => call(doors, 'fund_disallow', args);

/** What is this officer's affair, and whether rewards are allowed in the unit. */
export const rewards = () => call(doors, 'fund_rewards', {});

export const propose = (args: ProposeArgs) => call(doors, 'fund_propose', args);
export const approve = (args: ApproveArgs) => call(doors, 'fund_approve', args);
export const withdraw = (args: Asked<'fund_withdraw'>) => call(doors, 'fund_withdraw', args);

/** What number and digits open, with the lead's word; null and the tries left today for digits that open nothing. */
export const claim = (args: Asked<'fund_claim'>) => call(doors, 'fund_claim', args);
export const settle = (args: SettleArgs) => call(doors, 'fund_settle', args);
