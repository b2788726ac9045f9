import { type ReactNode, Suspense, useEffect, useMemo, useState } from 'react';
import { I18nProvider } from 'react-aria-components';
import { Redirect, Route, Router, Switch } from 'wouter';
import type { Status } from '../../shared/contract/app.ts';
import { errorText } from '../api/error-text.ts';
import { useQuery } from '../api/use-query.ts';
import { useOldSegments } from '../pages/use-segments.ts';
import { useEvent, useLiveData, useStatus } from '../api/use-status.ts';
import { ExplainDrawer } from '../pages/ExplainDrawer.tsx';
import { fetchPages, PAGES, PAGE_VIEWS } from '../pages/index.ts';
import { FilterContext, useMadeFilter } from '../pages/use-filter.ts';
import { UnlockDialog } from '../pages/UnlockDialog.tsx';
import { useDemo } from '../state/demo.ts';
import { useNav } from '../state/nav.ts';
import { unsay, useNotices } from '../state/notices.ts';
import { followHash, usePlace } from '../state/place.ts';
import { type Locale, LocaleContext } from '../ui/locale.ts';
import { ErrorState, Skeleton } from '../ui/States.tsx';
import { Toasts } from '../ui/Toasts.tsx';
import { DemoBanner } from './DemoBanner.tsx';
import { DropAnywhere } from './DropAnywhere.tsx';
import { ErrorScreen } from './ErrorScreen.tsx';
import { Nav } from './Nav.tsx';
import { PageHeader } from './PageHeader.tsx';
import { Palette } from './Palette.tsx';
import { UnlockScreen } from './UnlockScreen.tsx';
import { useHashPath } from './use-hash-path.ts';
import { useJobFeed } from './use-job-feed.ts';
import { useFrameKeys } from './use-keys.ts';
import { useNarrow } from './use-narrow.ts';
import { useThemeOnRoot } from './use-theme.ts';

/** Nothing on screen or in a cache is true of another workspace. */
const startAnew = () => window.location.reload();

/** The window: rail, header, page, and what floats over them. */
export function App() {
  const status = useStatus();
  useThemeOnRoot();
  useLiveData();
  useJobFeed();
  useOldSegments();
  useEvent('workspace.changed', startAnew);
  useFrameKeys();
  useEffect(followHash, []);
  useEffect(fetchPages, []);
  if (useLocked(status)) return <UnlockScreen />;
  return (
    <WithLocale status={status}>
      <WithFilter>
        <Router hook={useHashPath}>
          <Frame status={status} />
        </Router>
        <ExplainDrawer />
        <UnlockDialog />
        <Palette />
        <Messages />
        <DropAnywhere />
      </WithFilter>
    </WithLocale>
  );
}

/** Whether the workspace waits for its passphrase. While that is asked again, as after a wrong one, the last answer stands. */
function useLocked(status: Status | undefined): boolean {
  const { error } = useQuery('app.status', {});
  const [locked, setLocked] = useState(false);
  const isNow = status ? false : error ? error.code === 'workspace-locked' : locked;
  if (isNow !== locked) setLocked(isNow);
  return isNow;
}

function WithLocale({ status, children }: { status: Status | undefined; children: ReactNode }) {
  const settings = status?.settings;
  const demo = useDemo((state) => state.on);
  const locale = useMemo<Locale>(
    () => ({
      locale: settings?.locale ?? 'en-GB',
      zone: settings?.zone ?? 'UTC',
      currency: status?.currency ?? '',
      demo,
    }),
    [settings?.locale, settings?.zone, status?.currency, demo],
  );
  return (
    <LocaleContext value={locale}>
      <I18nProvider locale={locale.locale}>{children}</I18nProvider>
    </LocaleContext>
  );
}

const WithFilter = ({ children }: { children: ReactNode }) => (
  <FilterContext value={useMadeFilter()}>{children}</FilterContext>
);

function Frame({ status }: { status: Status | undefined }) {
  const collapsed = useNav((state) => state.collapsed);
  const narrow = useNarrow();
  const path = usePlace((place) => place.path);
  const page = PAGES.find(({ id }) => path === `/${id}`);
  useEffect(() => {
    document.title = page ? `${page.title} · Inglenook` : 'Inglenook';
  }, [page]);
  return (
    <div className={collapsed || narrow ? 'shell folded' : 'shell'}>
      <a
        className="skip"
        href="#content"
        onClick={(event) => {
          // The hash is the address of the view, so the jump is made by hand.
          event.preventDefault();
          document.getElementById('content')?.focus();
        }}
      >
        Skip to the page
      </a>
      <Nav pages={PAGES} current={page?.id ?? ''} status={status} />
      <main id="content" className="main" tabIndex={-1}>
        {page && <PageHeader page={page} status={status} />}
        <ErrorScreen place={path}>
          <div className="page-body">
            <DemoBanner />
            <Pages />
          </div>
        </ErrorScreen>
      </main>
    </div>
  );
}

function Pages() {
  const { error, refetch, data } = useQuery('app.status', {});
  // Without a status nothing on any page could be right.
  if (error && !data) return <ErrorState {...errorText(error)} onRetry={() => void refetch()} />;
  return (
    <Suspense fallback={<Skeleton lines={8} label="Opening…" />}>
      <Switch>
        {PAGE_VIEWS.map(({ id, View }) => (
          <Route key={id} path={`/${id}`}>
            <View />
          </Route>
        ))}
        <Route>
          <Redirect to={`/${PAGES[0]?.id ?? ''}`} replace />
        </Route>
      </Switch>
    </Suspense>
  );
}

function Messages() {
  const notices = useNotices((state) => state.notices);
  return <Toasts toasts={notices} onClose={unsay} />;
}
