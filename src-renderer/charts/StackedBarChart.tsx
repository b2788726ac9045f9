import { ChartFrame, type ChartFrameProps } from './ChartFrame.tsx';

/** Parts of a whole over time, from zero. */
export const StackedBarChart = (props: ChartFrameProps) => <ChartFrame {...props} kind="stacked" />;
