/** The verb of the room's figures. */
import { doors } from '#contracts/booking-figures.ts';
import { call } from '#lib/platform/call.ts';
import type * as z from 'zod/mini';

export type Figures = z.output<(typeof doors)['booking_figures']['answer']>;
export type Group = Figures['total'];

/** What was done from one day to another, both included; at most 366 days. */
export const readFigures = (from_day: string, to_day: string) =>
	call(doors, 'booking_figures', { from_day, to_day });
