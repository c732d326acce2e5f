import type { Example } from './examples.ts';

export const examples: Example[] = [
	{ title: 'Chính', props: { kind: 'main' }, words: 'Tiếp tục' },
	{ title: 'Viền', words: 'Đổi lịch' },
	{ title: 'Biểu tượng', props: { icon: 'print' }, words: 'In phiếu tra cứu' },
	{ title: 'Phím', props: { keys: 'c', icon: 'call' }, words: 'Gọi và ghi cuộc gọi' },
	{ title: 'Nhẹ', props: { kind: 'quiet' }, words: 'Xóa thông tin đã nhập' },
	{ title: 'Nguy hiểm', props: { kind: 'danger' }, words: 'Hủy lịch hẹn' },
	{ title: 'Đang làm', props: { kind: 'main', busy: 'Đang gửi…' }, words: 'Gửi' }
];
