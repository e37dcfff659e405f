(() => {
  'use strict';
  addEventListener('DOMContentLoaded', () => {
    location.replace(document.querySelector('a').href + location.search + location.hash);
  });
})();
