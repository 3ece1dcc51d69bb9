// The whole of our own script. Every page works without it: it opens what print needs and starts the design system's
// components (menu toggle, focus on the error summary, conditional fields).
import {
  Button,
  Checkboxes,
  ErrorSummary,
  NotificationBanner,
  Radios,
  ServiceNavigation,
  SkipLink,
  createAll,
} from './govuk-frontend.min.js';

for (const component of [
  Button,
  Checkboxes,
  ErrorSummary,
  NotificationBanner,
  Radios,
  ServiceNavigation,
  SkipLink,
]) {
  createAll(component);
}

// Where the browser cannot open a closed <details> for print by style alone, open the figures and close them after.
const openedForPrint = new Set();

addEventListener('beforeprint', () => {
  for (const details of document.querySelectorAll('details.fl-figures:not([open])')) {
    details.open = true;
    openedForPrint.add(details);
  }
});

addEventListener('afterprint', () => {
  for (const details of openedForPrint) {
    details.open = false;
  }
  openedForPrint.clear();
});
