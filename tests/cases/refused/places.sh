#!/bin/sh
exec prog calls 3
