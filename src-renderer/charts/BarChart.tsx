import { ChartFrame, type ChartFrameProps } from './ChartFrame.tsx';

/** Amounts side by side, from zero. */
export const BarChart = (props: ChartFrameProps) => <ChartFrame {...props} kind="bar" />;
