//! Pages and guards through the real router.
