import { Component, type ReactNode } from 'react';
import { errorText } from '../api/error-text.ts';
import { ErrorState } from '../ui/States.tsx';

interface ErrorScreenProps {
  children: ReactNode;
  /** A new value gives what is inside another chance, e.g. the page's address. */
  place?: string;
}

/** Catches what breaks while drawing, so that a fault in one page leaves the rest of the window usable. */
export class ErrorScreen extends Component<ErrorScreenProps, { error: unknown; place: string | undefined }> {
  override state: { error: unknown; place: string | undefined } = { error: null, place: undefined };

  static getDerivedStateFromError(error: unknown): { error: unknown } {
    return { error };
  }

  static getDerivedStateFromProps(props: ErrorScreenProps, state: { place: string | undefined }) {
    return props.place === state.place ? null : { error: null, place: props.place };
  }

  override render(): ReactNode {
    if (this.state.error === null) return this.props.children;
    return (
      <div className="page-body">
        <ErrorState {...errorText(this.state.error)} onRetry={() => this.setState({ error: null })} />
      </div>
    );
  }
}
